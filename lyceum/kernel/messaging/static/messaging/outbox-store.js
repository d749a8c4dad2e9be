// Where the outbox keeps its messages on the device: IndexedDB, one store for all who use it, each with their own key.
//   const store = new OutboxStore("<person> <address of the API>")
const [DATABASE, STORE] = ["lyceum.messaging", "outbox"];

export class OutboxStore {
  constructor(owner) {
    this.owner = owner;
    this.memory = new Map(); // where a browser keeps nothing (private windows), for as long as the page lives
  }

  async all() {
    const kept = await this.run("readonly", (store) => store.index("owner").getAll(this.owner));
    return kept ?? [...this.memory.values()];
  }

  async put(entry) {
    this.memory.set(entry.id, entry);
    await this.run("readwrite", (store) => store.put({ ...entry, owner: this.owner }));
  }

  async remove(id) {
    this.memory.delete(id);
    await this.run("readwrite", (store) => store.delete(id));
  }

  // The result of one request, or undefined where the browser has no store.
  async run(mode, ask) {
    try {
      this.opened ??= opened();
      const transaction = (await this.opened).transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
      return request.result;
    } catch {
      return undefined;
    }
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("owner", "owner");
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
