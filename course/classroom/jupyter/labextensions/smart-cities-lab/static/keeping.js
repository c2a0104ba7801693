// "Save my work" downloads one file; "Bring work back" reads such a file into this version of the course.

export const SAVE = "citylab:save";
export const RESTORE = "citylab:restore";

export class Keeping {
  constructor(app, { tracker, server, telling, largest }) {
    Object.assign(this, { app, tracker, server, telling, largest });
    app.commands.addCommand(SAVE, {
      label: "Save my work",
      caption: "Download one file with all your notebooks, answers and progress",
      execute: () => this.download(),
    });
    app.commands.addCommand(RESTORE, {
      label: "Bring work back …",
      caption: "Choose a file that Save my work gave you; nothing that is here is lost",
      execute: () => this.choose(),
    });
  }

  async download() {
    const work = async () => {
      const missing = await this.saveOpen();
      return { missing, name: hand(await this.server.save()) };
    };
    const made = await this.telling.while(
      "Collecting your work.",
      work(),
      ({ name }) => `Your browser downloads ${name}. Keep it; Bring work back reads it again.`,
    );
    if (made?.missing.length) this.telling.problem(`Without your last changes: ${made.missing.join(", ")}.`);
  }

  choose() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".zip";
    return new Promise(resolve => {
      input.addEventListener("change", () => resolve(this.bring(input.files[0])));
      input.addEventListener("cancel", () => resolve());
      input.click();
    });
  }

  /** Bring back what a file or a copy holds, then show the notebooks as they are now. */
  async bring(file) {
    if (file.size > this.largest) {
      const most = Math.round(this.largest / 1e6);
      this.telling.problem(`The file has more than ${most} MB; choose the file that Save my work gave you.`);
      return false;
    }
    const work = async () => {
      const [missing] = await this.saveOpen();
      if (missing) throw new Error(`${missing} could not be saved. Save it yourself or close it, then try again.`);
      return this.server.restore(await file.arrayBuffer());
    };
    const lines = await this.telling.while("Bringing your work back.", work());
    if (!lines) return false;
    await this.showAgain();
    await this.telling.lines("Your work is back", lines);
    return true;
  }

  /** Save what is open and changed, so that it counts. Return the paths of what could not be saved. */
  async saveOpen() {
    const missing = [];
    for (const { context } of this.open()) if (!(await saved(context))) missing.push(context.path);
    return missing;
  }

  /** Read again what is open and has changed on the disk. */
  async showAgain() {
    const { contents } = this.app.serviceManager;
    for (const { context } of this.open()) {
      const there = await contents.get(context.path, { content: false }).catch(() => null);
      if (there && there.last_modified !== context.contentsModel.last_modified) await context.revert();
    }
  }

  open() {
    return this.tracker.filter(panel => panel.context.isReady && !panel.isDisposed);
  }
}

/** Save a notebook if it has changed, and say whether the disk now holds what is shown. */
export async function saved(context) {
  if (context.model.dirty) await context.save().catch(() => null); // JupyterLab says why
  return !context.model.dirty;
}

/** Let the browser keep the file where it keeps downloads. */
function hand({ name, bytes }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}
