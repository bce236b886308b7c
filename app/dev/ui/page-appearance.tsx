"use client";

import { ToggleGroup } from "../../../components/ui/toggle-group.tsx";
import { changeAppearance, useAppearance } from "../../../components/ui/use-appearance.ts";

export function PageAppearance() {
  const { theme, density } = useAppearance();
  return (
    <div className="flex flex-wrap gap-2">
      <ToggleGroup
        label="Theme of the page"
        value={theme}
        onValueChange={(next) => changeAppearance({ theme: next })}
        options={[
          { value: "system", label: "System" },
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
      />
      <ToggleGroup
        label="Density"
        value={density}
        onValueChange={(next) => changeAppearance({ density: next })}
        options={[
          { value: "comfortable", label: "Comfortable" },
          { value: "compact", label: "Compact" },
        ]}
      />
    </div>
  );
}
