"use client";

import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import { Card } from "../ui/card.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Switch } from "../ui/switch.tsx";
import { changeAppearance, useAppearance } from "../ui/use-appearance.ts";
import { useHydrated } from "../ui/use-hydrated.ts";
import { useReducedMotion } from "../ui/use-reduced-motion.ts";
import { strings } from "./strings.ts";

const words = strings.appearance;

/** Every change is seen at once, and kept by this browser. */
export function AppearanceForm() {
  const hydrated = useHydrated();
  const kept = useAppearance();
  const reduced = useReducedMotion();
  // Until it is known what this browser keeps, nothing is shown as chosen.
  const chosen = <V extends string>(value: V) => (hydrated ? value : ("" as V));
  return (
    <div className="grid gap-4">
      <Card className="p-4">
        <RadioGroup
          look="cards"
          legend={words.theme}
          value={chosen(kept.theme)}
          onValueChange={(theme) => changeAppearance({ theme })}
          options={[
            {
              value: "system",
              label: words.themes.system,
              icon: <Monitor aria-hidden="true" />,
              hint: words.systemHint,
            },
            { value: "light", label: words.themes.light, icon: <Sun aria-hidden="true" /> },
            { value: "dark", label: words.themes.dark, icon: <Moon aria-hidden="true" /> },
          ]}
        />
      </Card>
      <Card className="p-4">
        <RadioGroup
          look="cards"
          legend={words.density}
          value={chosen(kept.density)}
          onValueChange={(density) => changeAppearance({ density })}
          options={[
            { value: "comfortable", label: words.densities.comfortable, hint: words.comfortableHint },
            { value: "compact", label: words.densities.compact, hint: words.compactHint },
          ]}
        />
      </Card>
      <Card className="p-4">
        <RadioGroup
          look="cards"
          legend={words.fontSize}
          hint={words.fontSizeHint}
          value={chosen(kept.fontSize)}
          onValueChange={(fontSize) => changeAppearance({ fontSize })}
          options={[
            { value: "small", label: words.fontSizes.small },
            { value: "medium", label: words.fontSizes.medium },
            { value: "large", label: words.fontSizes.large },
            { value: "larger", label: words.fontSizes.larger },
          ]}
        />
      </Card>
      <Card className="grid gap-3 p-4">
        <Switch
          label={<span className="font-medium">{words.singleKeys}</span>}
          hint={
            <>
              {words.singleKeysHint} <Kbd keys="g c" /> <Kbd keys="?" />
            </>
          }
          checked={hydrated && kept.singleKeys}
          onChange={(event) => changeAppearance({ singleKeys: event.target.checked })}
        />
      </Card>
      <p className="text-muted-foreground text-xs leading-relaxed">
        {hydrated && reduced ? words.motionReduced : words.motionFull} {words.keptHere}
      </p>
    </div>
  );
}
