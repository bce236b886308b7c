import { Buttons } from "./buttons.tsx";
import { Colours } from "./colours.tsx";
import { Controls } from "./controls.tsx";
import { Overlays } from "./overlays.tsx";
import { Shown } from "./shown.tsx";

export function Showcase() {
  return (
    <div className="min-w-0 px-5 py-2">
      <Colours />
      <Buttons />
      <Controls />
      <Overlays />
      <Shown />
    </div>
  );
}
