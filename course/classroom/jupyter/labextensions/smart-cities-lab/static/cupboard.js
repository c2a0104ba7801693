// Copies of all work in this browser, in IndexedDB: it holds bytes, tens of megabytes, and does not stop the page.
// Local storage holds 5 MB of text and does.
//
// A temporary session has another address each time, at the same host: the name says the course, not the address.
// Each session has one copy, so that a new, empty session does not overwrite the work of the one before.

const NAME = "smart-cities-lab";
const STORE = "copies";
const MOST_COPIES = 3;
const MOST_BYTES = 30_000_000;

/** A browser that does not let us, such as a private window, has an empty cupboard. */
export class Cupboard {
  /** Keep the copy of a session: {session, saved, same, bytes}. Old copies go where there are too many. */
  async put(copy) {
    if (copy.bytes.byteLength > MOST_BYTES) return false;
    try {
      const others = (await this.copies()).filter(one => one.session !== copy.session);
      let room = MOST_BYTES - copy.bytes.byteLength;
      const tooMany = others.filter((one, at) => (room -= one.bytes.byteLength) < 0 || at >= MOST_COPIES - 1);
      await this.change(store => {
        store.put(copy);
        for (const one of tooMany) store.delete(one.session);
      });
      return true;
    } catch {
      return false;
    }
  }

  /** All copies, the newest first. */
  async copies() {
    try {
      const found = await this.change(store => store.getAll(), "readonly");
      return found.sort((one, other) => other.saved - one.saved);
    } catch {
      return [];
    }
  }

  /** Delete every copy, and say whether that worked. */
  async forget() {
    try {
      await this.change(store => store.clear());
      return true;
    } catch {
      return false;
    }
  }

  async change(act, mode = "readwrite") {
    const database = await answer(openDatabase());
    try {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
      return request?.result;
    } finally {
      database.close();
    }
  }
}

function openDatabase() {
  const request = window.indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "session" });
  return request;
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
