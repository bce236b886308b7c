"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";

/** A form whose fields stand in the address. It works before any script; with one, empty fields stay out of the address. */
export function AddressForm({ action, ...rest }: ComponentProps<"form"> & { action: string }) {
  const router = useRouter();
  return (
    <form
      action={action}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const query = new URLSearchParams();
        for (const [name, value] of new FormData(event.currentTarget)) {
          if (typeof value === "string" && value.trim() !== "") query.set(name, value.trim());
        }
        router.push(query.size === 0 ? action : `${action}?${query}`);
      }}
      {...rest}
    />
  );
}
