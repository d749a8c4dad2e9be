// What a device at the door keeps: the tickets of the event, and the scans that the server has not heard of yet.
//   const store = new DoorStore(eventId, personId); await store.open()
const NAME = "lyceum.events.door";

export class DoorStore {
  constructor(event, person) {
    this.owner = `${person} ${event}`;
    this.tickets = new Map();
    this.scans = new Map();
    this.keys = {};
    this.fetched = 0;
  }

  async open() {
    this.database = await opened().catch(() => null);
    const list = await this.run("lists", "readonly", (store) => store.get(this.owner));
    if (list) this.hold(list);
    const scans = await this.run("scans", "readonly", (store) => store.index("owner").getAll(this.owner));
    for (const scan of scans ?? []) this.scans.set(scan.id, scan);
  }

  hold({ tickets, keys, fetched }) {
    this.tickets = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    Object.assign(this, { keys, fetched });
  }

  async replace({ tickets, keys }) {
    const list = { owner: this.owner, tickets, keys, fetched: Date.now() };
    this.hold(list);
    await this.run("lists", "readwrite", (store) => store.put(list));
  }

  async add(scan) {
    this.scans.set(scan.id, scan);
    await this.run("scans", "readwrite", (store) => store.put({ ...scan, owner: this.owner }));
  }

  async forget(ids) {
    for (const id of ids) {
      this.scans.delete(id);
      await this.run("scans", "readwrite", (store) => store.delete(id));
    }
  }

  async run(name, mode, ask) {
    if (!this.database) return undefined; // a private window: what is in memory must do
    const transaction = this.database.transaction(name, mode);
    const request = ask(transaction.objectStore(name));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return request.result;
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("lists", { keyPath: "owner" });
      request.result.createObjectStore("scans", { keyPath: "id" }).createIndex("owner", "owner");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
