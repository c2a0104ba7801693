// A formula that is wider than the screen scrolls; so the keyboard must reach it.
const reach = () => {
  for (const formula of document.querySelectorAll(".course-formula")) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
};
addEventListener("load", reach);
addEventListener("resize", reach);
