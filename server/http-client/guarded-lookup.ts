import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { AppError } from "../../lib/core/errors.ts";
import { isPublicAddress } from "./public-address.ts";

export interface Address {
  address: string;
  family: number;
}

export type Resolve = (host: string) => Promise<Address[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The lookup of a connection: it hands on only addresses that were checked, so there is no second look-up in which a
 * name could mean something else. One private address among several refuses the name.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const refused = addresses.find(({ address }) => !isPublicAddress(address));
        if (!first) done(new AppError("unavailable", `There is no host ${host}.`), "");
        else if (refused) done(notPublic(host), "");
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      () => done(new AppError("unavailable", `There is no host ${host}: check the address.`), ""),
    );
  };
}

export function notPublic(host: string): AppError {
  return new AppError(
    "forbidden",
    `${host} is not on the public network and may not be reached. The operator can allow it in GUARD_ALLOW_HOSTS.`,
  );
}
