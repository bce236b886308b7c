"use client";

import { useState } from "react";
import { AlertDialog } from "./alert-dialog.tsx";
import { Button } from "./button.tsx";

interface Props {
  label: string;
  /** With the name of what goes. */
  labelOf: string;
  title: string;
  hint: string;
  /** What it throws is told in the dialog, which stays. */
  onRemove: () => Promise<void>;
}

/** Removes what it stands beside, once somebody has said so twice. */
export function RemoveButton({ label, labelOf, title, hint, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="outline" size="small" aria-label={labelOf} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={title}
        description={hint}
        confirmLabel={label}
        onConfirm={onRemove}
      />
    </>
  );
}
