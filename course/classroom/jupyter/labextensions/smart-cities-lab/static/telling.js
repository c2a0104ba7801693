// How we speak to the learner: short things in the corner, long ones in a window.

const LONGEST = 140; // [characters] JupyterLab cuts a longer notification off

export class Telling {
  constructor({ Notification, Dialog, showDialog }, { Widget }) {
    Object.assign(this, { Notification, Dialog, showDialog, Widget });
  }

  /** Show that something is being done; return what came of it, or null after showing what went wrong. */
  async while(doing, promise, done) {
    const id = this.Notification.emit(doing, "in-progress", { autoClose: false });
    try {
      const value = await promise;
      this.Notification.dismiss(id);
      if (done) this.done(done(value));
      return value;
    } catch (error) {
      this.Notification.dismiss(id);
      this.problem(error);
      return null;
    }
  }

  done(sentence) {
    this.Notification.success(sentence, { autoClose: 8000 });
  }

  problem(error) {
    const sentence = sentenceOf(error);
    if (sentence.length <= LONGEST) this.Notification.error(sentence, { autoClose: false });
    else this.lines("This did not work", [sentence]);
  }

  /** A window with one line per sentence. */
  async lines(title, lines) {
    const list = document.createElement(lines.length > 1 ? "ul" : "div");
    for (const line of lines) {
      const item = list.appendChild(document.createElement(lines.length > 1 ? "li" : "p"));
      item.textContent = sentenceOf(line.trim());
    }
    list.style.maxWidth = "60ch";
    await this.showDialog({ title, body: new this.Widget({ node: list }), buttons: [this.Dialog.okButton()] });
  }

  /** Something to decide on, which stays until it is decided. */
  offer(sentence, actions) {
    return this.Notification.emit(sentence, "warning", {
      autoClose: false,
      actions: actions.map(([label, callback], at) => ({
        label,
        callback,
        displayType: at ? "default" : "accent",
      })),
    });
  }
}

function sentenceOf(error) {
  const text = String(error?.message || error);
  const startsWithWord = /^[a-z]+[ ,:]/.test(text); // a path stays as it is
  const upper = startsWithWord ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(upper) ? upper : `${upper}.`;
}
