"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import Plus from "lucide-react/icons/plus";
import Send from "lucide-react/icons/send";
import Star from "lucide-react/icons/star";
import { Button } from "../../../components/ui/button.tsx";
import { CopyButton } from "../../../components/ui/copy-button.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { Kbd } from "../../../components/ui/kbd.tsx";
import { Specimen } from "./specimen.tsx";

const variants = ["primary", "secondary", "outline", "ghost", "destructive", "link"] as const;

export function Buttons() {
  return (
    <>
      <Specimen name="Button">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant}
          </Button>
        ))}
        <Button>
          <Plus aria-hidden="true" />
          With an icon
        </Button>
        <Button size="small">Small</Button>
        <Button size="large">Large</Button>
        <Button busy>Busy</Button>
        <Button disabled>Disabled</Button>
        <Button variant="outline" disabled>
          Disabled
        </Button>
      </Specimen>
      <Specimen name="Icon button, copy button, keys">
        <IconButton label="More" icon={<Ellipsis />} />
        <IconButton label="Send" shortcut="mod+enter" icon={<Send />} variant="primary" />
        <IconButton label="Add" icon={<Plus />} variant="outline" />
        <IconButton label="Starred" icon={<Star />} aria-pressed />
        <IconButton label="Small" icon={<Ellipsis />} size="small" />
        <IconButton label="Large" icon={<Ellipsis />} size="large" />
        <IconButton label="Disabled" icon={<Ellipsis />} disabled />
        <CopyButton text="Copied from the components page" />
        <Kbd keys="mod+k" />
        <Kbd keys="g c" />
        <Kbd keys="escape" />
      </Specimen>
    </>
  );
}
