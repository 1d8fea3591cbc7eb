import type { OutboxItem } from "./outbox-item.ts";

/** What of an item survives a reload: everything but its files, of which only the number is kept. */
type StoredItem = Omit<OutboxItem, "files"> & { files: number };

/** The server forgets idempotency keys after a day; later than this, a repeat could be a second message. */
const REPEATABLE_MS = 23 * 3_600_000;

/** Where the unsent messages of one user in one account outlive the tab. */
export interface OutboxStorage {
  save: (items: readonly OutboxItem[]) => void;
  /** Items of this user that no living tab takes care of, oldest first. They belong to this tab from now on. */
  adopt: () => Promise<OutboxItem[]>;
}

/**
 * Storage of one tab in `localStorage`. Each tab holds a lock with its name while it lives, so that another one can tell
 * orphans from neighbours; where the browser has no locks, all are adopted, and the idempotency key keeps them single.
 */
export function createOutboxStorage(owner: string, tab: string): OutboxStorage {
  const prefix = `parley.outbox.${owner}.`;
  const mine = prefix + tab;
  const held = holdLock(mine);
  return {
    save: (items) => {
      if (items.length === 0) localStorage.removeItem(mine);
      else localStorage.setItem(mine, JSON.stringify(items.map(toStored)));
    },
    adopt: async () => {
      await held;
      const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== mine);
      const adopted: OutboxItem[] = [];
      for (const name of names) if (await isOrphan(name)) adopted.push(...take(name));
      return adopted.sort((a, b) => a.createdAt - b.createdAt);
    },
  };
}

const toStored = ({ files, ...item }: OutboxItem): StoredItem => ({ ...item, files: files.length });

/** An item as it goes on after a reload: what cannot be repeated safely waits for a person. */
function restored({ files, ...item }: StoredItem, now: number): OutboxItem {
  const failure =
    files > 0
      ? { code: "files_lost", message: "" }
      : item.sentAfterId !== null && now - item.createdAt > REPEATABLE_MS
        ? { code: "outcome_unknown", message: "" }
        : item.failure;
  return { ...item, files: [], state: failure ? "failed" : "waiting", failure };
}

function take(name: string): OutboxItem[] {
  const items = JSON.parse(localStorage.getItem(name) ?? "[]") as StoredItem[];
  localStorage.removeItem(name);
  return items.map((item) => restored(item, Date.now()));
}

/** Resolves once the lock is held; it is let go when the page goes. */
function holdLock(name: string): Promise<void> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve();
  return new Promise((resolve) => {
    void locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}

async function isOrphan(name: string): Promise<boolean> {
  const { locks } = navigator;
  return locks ? locks.request(name, { ifAvailable: true }, (lock) => lock !== null) : true;
}
