"use client";

import ArrowLeft from "lucide-react/icons/arrow-left";
import ArrowRight from "lucide-react/icons/arrow-right";
import LayoutGrid from "lucide-react/icons/layout-grid";
import Maximize2 from "lucide-react/icons/maximize-2";
import Minimize2 from "lucide-react/icons/minimize-2";
import PinOff from "lucide-react/icons/pin-off";
import { type ReactNode, useState } from "react";
import { movedPin, widenedPin } from "../../lib/people/arrange-pins.ts";
import type { Pin } from "../../lib/people/preferences.ts";
import { savePins } from "../live/pins.ts";
import { announce } from "../ui/announce.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

interface Props {
  first: readonly Pin[];
  /** What each is called, for those who arrange them. */
  titles: Readonly<Record<string, string>>;
  draw: (pin: Pin) => ReactNode;
}

const widths = { 1: "", 2: "lg:col-span-2", 3: "lg:col-span-3" } as const;

/** The pinned surfaces in a grid of three columns, arranged by dragging or with buttons. Each change is kept at once. */
export function PinnedBoard({ first, titles, draw }: Props) {
  const [pins, setPins] = useState<readonly Pin[]>(first);
  const [arranging, setArranging] = useState(false);
  const [dragged, setDragged] = useState<number | null>(null);

  function arrange(next: readonly Pin[], said: string): void {
    const before = pins;
    setPins(next);
    savePins(next).then(
      () => announce(said),
      (error: unknown) => {
        setPins(before);
        toast({
          title: strings.notKept,
          description: error instanceof Error ? error.message : "",
          tone: "destructive",
        });
      },
    );
  }

  return (
    <section aria-labelledby="pinned" className="mt-8">
      <div className="mb-3 flex items-center gap-3">
        <h2 id="pinned" className="flex-1 font-semibold text-sm">
          {strings.pinned}
        </h2>
        {pins.length > 0 ? (
          <Button variant="outline" size="small" aria-pressed={arranging} onClick={() => setArranging(!arranging)}>
            {arranging ? strings.arranged : strings.arrange}
          </Button>
        ) : null}
      </div>
      {pins.length === 0 ? (
        <EmptyState icon={<LayoutGrid aria-hidden="true" />} title={strings.noPins}>
          {strings.noPinsHint}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-3">
          {pins.map((pin, index) => {
            const title = titles[keyOf(pin)] ?? strings.gone;
            return (
              <li
                key={keyOf(pin)}
                draggable={arranging}
                onDragStart={() => setDragged(index)}
                onDragOver={(event) => arranging && event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged !== null) arrange(movedPin(pins, dragged, index), strings.movedTo(title, index + 1));
                  setDragged(null);
                }}
                className={`min-w-0 ${widths[pin.width as 1 | 2 | 3]} ${arranging ? "cursor-grab rounded-lg outline-2 outline-border outline-dashed" : ""}`}
              >
                {arranging ? (
                  <div className="flex flex-wrap gap-1 p-1">
                    <IconButton
                      label={strings.earlier(title)}
                      icon={<ArrowLeft />}
                      disabled={index === 0}
                      onClick={() => arrange(movedPin(pins, index, index - 1), strings.movedTo(title, index))}
                    />
                    <IconButton
                      label={strings.later(title)}
                      icon={<ArrowRight />}
                      disabled={index === pins.length - 1}
                      onClick={() => arrange(movedPin(pins, index, index + 1), strings.movedTo(title, index + 2))}
                    />
                    <IconButton
                      label={strings.narrower(title)}
                      icon={<Minimize2 />}
                      disabled={pin.width === 1}
                      onClick={() => arrange(widenedPin(pins, index, -1), strings.columns(title, pin.width - 1))}
                    />
                    <IconButton
                      label={strings.wider(title)}
                      icon={<Maximize2 />}
                      disabled={pin.width === 3}
                      onClick={() => arrange(widenedPin(pins, index, 1), strings.columns(title, pin.width + 1))}
                    />
                    <IconButton
                      label={strings.unpin(title)}
                      icon={<PinOff />}
                      className="ml-auto"
                      onClick={() => arrange(pins.toSpliced(index, 1), strings.unpinned(title))}
                    />
                  </div>
                ) : null}
                {draw(pin)}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

export function keyOf({ sessionId, surfaceId }: Pin): string {
  return `${sessionId}/${surfaceId}`;
}
