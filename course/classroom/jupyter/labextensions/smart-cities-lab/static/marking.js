// "Mark my work": a button in the toolbar of assignments, and the page of marks beside the notebook.

import { saved } from "./keeping.js";

export const MARK = "citylab:mark";
const FOR_LINKS = ["allow-popups", "allow-popups-to-escape-sandbox"]; // a lesson opens in a window of its own
const ROOM_BESIDE = 900; // [px] with less, the page of marks takes the place of the notebook

export class Marking {
  constructor(app, { tracker, server, telling, assignments, ui, widgets }) {
    Object.assign(this, { app, tracker, server, telling, assignments, ui, widgets });
    this.busy = null; // the notebook that is being marked
    this.pages = new Map(); // notebook -> its page of marks
    app.commands.addCommand(MARK, {
      label: () => (this.busy ? "Marking …" : "Mark my work"),
      caption: "Mark my work: save this assignment, mark it, and show the points and remarks",
      icon: ui.checkIcon,
      isEnabled: () => !this.busy && Boolean(this.chosen({})),
      execute: given => this.mark(this.chosen(given)),
    });
    tracker.forEach(panel => this.addButton(panel));
    tracker.widgetAdded.connect((_, panel) => this.addButton(panel));
    tracker.currentChanged.connect(() => app.commands.notifyCommandChanged(MARK));
  }

  /** The assignment that is meant: the one whose button was pressed, else the one in front. */
  chosen({ panel }) {
    const found = panel ? this.tracker.find(one => one.id === panel) : this.tracker.currentWidget;
    return found && this.isAssignment(found) ? found : null;
  }

  isAssignment(panel) {
    const cells = panel.content.model?.cells ?? [];
    for (const cell of cells) if (cell.getMetadata("nbgrader")) return true;
    const name = panel.context.path.split("/").pop().replace(/\.ipynb$/, "");
    return this.assignments.includes(name);
  }

  async addButton(panel) {
    await panel.context.ready;
    if (panel.isDisposed || !this.isAssignment(panel)) return;
    const { commands } = this.app;
    const args = { panel: panel.id };
    const button = new this.ui.CommandToolbarButton({ commands, id: MARK, args });
    button.addClass("citylab-mark");
    panel.toolbar.insertAfter("save", "citylab-mark", button) || panel.toolbar.insertItem(1, "citylab-mark", button);
    this.app.commands.notifyCommandChanged(MARK);
  }

  async mark(panel) {
    if (!panel || this.busy) return;
    this.setBusy(panel);
    const result = await this.telling.while(
      "Marking your work. This takes some seconds.",
      this.saveAndMark(panel),
      ({ points, total }) => `Marked: ${plain(points)} of ${plain(total)} points from the tests. The page of marks says more.`,
    );
    this.setBusy(null);
    if (result && !panel.isDisposed) this.show(panel, result);
  }

  async saveAndMark(panel) {
    if (!(await saved(panel.context))) {
      throw new Error("The notebook could not be saved, so it was not marked. Save it with File, Save Notebook first.");
    }
    return this.server.mark(panel.context.path);
  }

  show(panel, { page }) {
    const url = this.server.address("page", page);
    if (!this.app.shell.mode) return this.offer(url); // Jupyter Notebook shows one document at a time
    let shown = this.pages.get(panel);
    if (!shown || shown.isDisposed) {
      shown = this.pageFor(panel);
      this.pages.set(panel, shown);
      const mode = window.innerWidth >= ROOM_BESIDE ? "split-right" : "tab-after";
      this.app.shell.add(shown, "main", { ref: panel.id, mode });
    }
    shown.content.url = url;
    this.app.shell.activateById(shown.id);
  }

  offer(url) {
    const open = () => window.open(url, "_blank", "noopener");
    this.telling.offer("The page with your marks is ready.", [["Open it in a new tab", open]]);
  }

  pageFor(panel) {
    const name = panel.context.path.split("/").pop().replace(/\.ipynb$/, "");
    // Nothing in the page may run, and it has no origin: see also the policy that the server sends with it.
    const content = new this.ui.IFrame({ sandbox: FOR_LINKS, referrerPolicy: "no-referrer" });
    content.node.querySelector("iframe").title = `Marks of ${name}`;
    const shown = new this.widgets.MainAreaWidget({ content });
    shown.id = `citylab-marks-${panel.id}`;
    shown.title.label = `Marks: ${name}`;
    shown.title.caption = "What Mark my work said";
    shown.title.icon = this.ui.checkIcon;
    shown.title.closable = true;
    panel.disposed.connect(() => this.pages.delete(panel));
    return shown;
  }

  setBusy(panel) {
    this.busy = panel;
    this.app.commands.notifyCommandChanged(MARK);
  }
}

/** 12.5 and not 12.500000000000002. */
function plain(points) {
  return String(Number(points.toFixed(2)));
}
