/** How a list that grew or changed comes about. Whoever holds the list as it was must never see it change. */
export interface Lists {
  append<T>(list: T[], ...items: T[]): T[];
  replace<T>(list: T[], index: number, item: T): T[];
  remove<T>(list: T[], index: number): T[];
}

export const copyingLists: Lists = {
  append: (list, ...items) => [...list, ...items],
  replace: (list, index, item) => {
    const copy = list.slice();
    copy[index] = item;
    return copy;
  },
  remove: (list, index) => list.toSpliced(index, 1),
};

/**
 * Copies a list the first time and changes its own copy from then on: for a fold whose states in between nobody keeps.
 * It must not be used again once such a state was handed out.
 */
export class OwnLists implements Lists {
  private readonly owned = new WeakSet<object>();

  append<T>(list: T[], ...items: T[]): T[] {
    const own = this.own(list);
    own.push(...items);
    return own;
  }

  replace<T>(list: T[], index: number, item: T): T[] {
    const own = this.own(list);
    own[index] = item;
    return own;
  }

  remove<T>(list: T[], index: number): T[] {
    const own = this.own(list);
    own.splice(index, 1);
    return own;
  }

  private own<T>(list: T[]): T[] {
    if (this.owned.has(list)) return list;
    const own = list.slice();
    this.owned.add(own);
    return own;
  }
}
