// In a session that ends and forgets, as on Binder: say so once, and keep copies in the browser.

import { Cupboard } from "./cupboard.js";
import { SAVE } from "./keeping.js";

export const FORGET = "citylab:forget";
export const FETCH = "citylab:fetch";
const BETWEEN_COPIES = 60_000; // [ms]
const TOLD = "smart-cities-lab:told";

export class Temporary {
  constructor(app, { tracker, server, telling, keeping, session, temporary }) {
    Object.assign(this, { app, tracker, server, telling, keeping, session });
    this.cupboard = new Cupboard();
    this.lastCopy = -Infinity; // [ms]
    this.waiting = null;
    this.addCommands();
    if (!temporary) return;
    this.tell();
    this.offerOlder();
    this.keepCopies();
  }

  addCommands() {
    this.app.commands.addCommand(FETCH, {
      label: "Bring back work kept in this browser",
      caption: "Bring back the newest copy that an earlier temporary session left in this browser",
      execute: () => this.fetchOlder(),
    });
    this.app.commands.addCommand(FORGET, {
      label: "Forget work kept in this browser",
      caption: "Delete the copies of your work that temporary sessions keep in this browser",
      execute: () => this.forget(),
    });
  }

  tell() {
    if (remembered(TOLD) === this.session) return;
    remember(TOLD, this.session);
    this.telling.offer(
      "This session is temporary. It ends after 10 minutes without use, at most after 6 hours, and forgets your work.",
      [["Save my work", () => this.app.commands.execute(SAVE)]],
    );
  }

  /** Older copies, the newest first. */
  async older() {
    return (await this.cupboard.copies()).filter(copy => copy.session !== this.session);
  }

  async offerOlder() {
    const [newest] = await this.older();
    if (!newest || remembered(`${TOLD}:older`) === this.session) return;
    const here = await this.server.save().catch(() => null);
    if (!here || here.same === newest.same) return;
    remember(`${TOLD}:older`, this.session);
    this.telling.offer(`This browser kept work of ${whenOf(newest)}. Bring it back into this session?`, [
      ["Bring it back", () => this.bring(newest)],
      ["Not now", () => null],
    ]);
  }

  async fetchOlder() {
    const [newest] = await this.older();
    if (newest) await this.bring(newest);
    else this.telling.problem("This browser keeps no work of an earlier session. Use Bring work back with a saved file.");
  }

  async bring({ bytes }) {
    if (await this.keeping.bring(new Blob([bytes]))) this.copySoon();
  }

  keepCopies() {
    const watch = panel => panel.context.saveState.connect((_, state) => state === "completed" && this.copySoon());
    this.tracker.forEach(watch);
    this.tracker.widgetAdded.connect((_, panel) => watch(panel));
    // The last moment at which a page can be sure to run.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.waiting) this.copy();
    });
  }

  /** Copy all work, at most once per minute. */
  copySoon() {
    if (this.waiting) return;
    const wait = Math.max(0, this.lastCopy + BETWEEN_COPIES - performance.now());
    this.waiting = setTimeout(() => this.copy(), wait);
  }

  async copy() {
    clearTimeout(this.waiting);
    this.waiting = null;
    this.lastCopy = performance.now();
    const kept = await this.server.save().catch(() => null); // the next save tries again
    if (kept) await this.cupboard.put({ session: this.session, saved: Date.now(), same: kept.same, bytes: kept.bytes });
  }

  async forget() {
    clearTimeout(this.waiting);
    this.waiting = null;
    if (await this.cupboard.forget()) this.telling.done("This browser keeps no copy of your work any more.");
    else this.telling.done("This browser keeps no copies of your work: it does not let pages keep anything.");
  }
}

function whenOf({ saved }) {
  return new Date(saved).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
}

function remember(name, value) {
  try {
    window.localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing is told again after a reload.
  }
}

function remembered(name) {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}
