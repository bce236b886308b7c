"use client";

import ChevronFirst from "lucide-react/icons/chevron-first";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import Radio from "lucide-react/icons/radio";
import { useEffect, useState } from "react";
import type { Moments } from "../../../lib/runs/moments.ts";
import { pauseBetween, placeOf } from "../../../lib/runs/playing.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ToggleGroup } from "../../ui/toggle-group.tsx";
import { duration } from "../format.ts";
import { runWords as strings } from "./strings.ts";

const speeds = ["1", "4", "16"] as const;

interface Props {
  /** Of what is gone through: "Moment of the run". */
  label: string;
  /** Null until the log is here. */
  moments: Moments | null;
  /** The events that are gone through. */
  seqs: readonly number[];
  /** The event after which everything is shown. */
  until: number;
  /** The time that the others are counted from. */
  from: number;
  /** The way back to what goes on; none where nothing does. */
  live?: { label: string; isLive: boolean };
  /** Null is the newest moment, and what follows it. */
  goTo: (seq: number | null) => void;
}

/** Goes through the moments of the log. Everything on the page shows the one that is chosen here. */
export function ReplayBar({ label, moments, seqs, until, from, live, goTo }: Props) {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>("1");
  const last = seqs.length - 1;
  const known = placeOf(seqs, until);
  const place = Math.max(0, known);
  const event = moments?.event(seqs[known] ?? 0);
  const at = (next: number) => goTo(seqs[Math.min(last, Math.max(0, next))] ?? null);
  const isLive = live?.isLive ?? false;
  const isPlaying = playing && !isLive && place < last;

  useEffect(() => {
    if (!playing || isLive) return;
    const [now, next] = [seqs[place], seqs[place + 1]];
    if (now === undefined || next === undefined || !moments) return setPlaying(false);
    const [before, after] = [timeOf(now), timeOf(next)];
    const timer = setTimeout(() => goTo(next), pauseBetween(before, after, Number(speed)));
    return () => clearTimeout(timer);

    function timeOf(seq: number): string {
      return moments?.event(seq)?.at ?? "";
    }
  }, [playing, isLive, seqs, place, moments, speed, goTo]);

  function play(): void {
    // From the end there is nothing to play: it begins anew.
    if (!isPlaying && (isLive || place >= last)) at(0);
    setPlaying(!isPlaying);
  }

  const words = event
    ? strings.moment(place + 1, seqs.length, strings.happened[event.type] ?? event.type, sinceStart(event.at))
    : strings.noMoment;
  function sinceStart(time: string): string {
    const ms = Date.parse(time) - from;
    return ms < 0 ? `−${duration(-ms)}` : `+${duration(ms)}`;
  }

  return (
    <section
      aria-label={strings.replay}
      className="sticky bottom-0 z-10 -mx-4 mt-auto flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t bg-background px-4 py-2 md:-mx-6 md:px-6"
    >
      <div className="flex items-center gap-0.5">
        <IconButton label={strings.toStart} icon={<ChevronFirst />} disabled={!moments} onClick={() => at(0)} />
        <IconButton
          label={strings.eventBefore}
          icon={<ChevronLeft />}
          disabled={!moments || place === 0}
          onClick={() => at(place - 1)}
        />
        <IconButton
          label={isPlaying ? strings.pausePlaying : strings.play}
          icon={isPlaying ? <Pause /> : <Play />}
          disabled={!moments}
          onClick={play}
        />
        <IconButton
          label={strings.eventAfter}
          icon={<ChevronRight />}
          disabled={!moments || place >= last}
          onClick={() => at(place + 1)}
        />
      </div>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={words}
        min={0}
        max={Math.max(0, last)}
        value={place}
        disabled={!moments}
        onChange={({ target }) => {
          setPlaying(false);
          at(Number(target.value));
        }}
        className="h-6 min-w-24 flex-1 basis-32 accent-primary"
      />
      <ToggleGroup
        label={strings.speed}
        options={speeds.map((value) => ({ value, label: strings.times(value) }))}
        value={speed}
        onValueChange={setSpeed}
      />
      {live ? (
        <Button
          variant={isLive ? "secondary" : "outline"}
          size="small"
          aria-pressed={isLive}
          onClick={() => {
            setPlaying(false);
            goTo(null);
          }}
        >
          <Radio aria-hidden="true" />
          {live.label}
        </Button>
      ) : null}
      <p className="w-full truncate text-muted-foreground text-xs tabular-nums">{words}</p>
    </section>
  );
}
