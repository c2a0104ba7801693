// JupyterLab loads this file first. It hands over JupyterLab's own modules and asks for the extension.
"use strict";
{
  const here = document.currentScript.src;
  let modules = {};

  // JupyterLab's own modules, not copies: a token is found only if it is the very same object.
  async function shared(name) {
    const [offer] = Object.values(modules[name] ?? {});
    if (!offer) throw new Error(`this JupyterLab has no ${name}`);
    return (await offer.get())();
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["smart-cities-lab"] = {
    init(offered) {
      modules = offered;
    },
    async get() {
      const { plugin } = await import(new URL("extension.js", here).href);
      const found = { __esModule: true, default: [await plugin(shared)] };
      return () => found;
    },
  };
}
