"use client";

import ThumbsDown from "lucide-react/icons/thumbs-down";
import ThumbsUp from "lucide-react/icons/thumbs-up";
import { useId, useState } from "react";
import type { Message, Rating } from "../../../lib/core/state.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { useChat } from "../chat-context.tsx";
import { useMe } from "../me-context.ts";
import { aroundStrings } from "../strings-around.ts";

const words = aroundStrings.rating;

type Rated = Pick<Rating, "reasons" | "note">;

/** What one thinks of an answer: up at once, down at once and then why, if one likes to say it. */
export function MessageRating({ message }: { message: Message }) {
  const { act } = useChat();
  const me = useMe();
  const mine = message.ratings?.find((each) => me === "" || each.by === me);

  async function rate(rating: Rating["rating"] | null, why: Rated = {}): Promise<void> {
    const done = await act({ type: "message.rate", messageId: message.id, rating, ...why });
    if (done) announce(rating === null ? words.takenBack : words.thanks);
  }

  return (
    <>
      <IconButton
        label={words.good}
        icon={<ThumbsUp />}
        size="small"
        aria-pressed={mine?.rating === "up"}
        onClick={() => void rate(mine?.rating === "up" ? null : "up")}
      />
      <Popover
        title={words.why}
        trigger={({ onClick, ...props }) => (
          <IconButton
            {...props}
            label={words.bad}
            icon={<ThumbsDown />}
            size="small"
            aria-pressed={mine?.rating === "down"}
            onClick={(event) => {
              if (mine?.rating !== "down") void rate("down");
              onClick(event);
            }}
          />
        )}
      >
        {(close) => (
          <Why
            before={mine?.rating === "down" ? mine : {}}
            onSend={(why) => {
              close();
              void rate("down", why);
            }}
            onTakeBack={() => {
              close();
              void rate(null);
            }}
          />
        )}
      </Popover>
    </>
  );
}

interface WhyProps {
  before: Rated;
  onSend: (why: Rated) => void;
  onTakeBack: () => void;
}

function Why({ before, onSend, onTakeBack }: WhyProps) {
  const [reasons, setReasons] = useState<readonly string[]>(before.reasons ?? []);
  const [note, setNote] = useState(before.note ?? "");
  const id = useId();
  return (
    <form
      aria-labelledby={id}
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        const said = note.trim();
        onSend({ ...(reasons.length > 0 && { reasons: [...reasons] }), ...(said && { note: said }) });
      }}
    >
      {Object.entries(words.reasons).map(([reason, label]) => (
        <Checkbox
          key={reason}
          label={label}
          checked={reasons.includes(reason)}
          onChange={({ target }) =>
            setReasons(target.checked ? [...reasons, reason] : reasons.filter((each) => each !== reason))
          }
        />
      ))}
      <Field label={words.note}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-between gap-2">
        <Button variant="ghost" size="small" onClick={onTakeBack}>
          {words.takeBack}
        </Button>
        <Button type="submit" size="small">
          {words.send}
        </Button>
      </div>
    </form>
  );
}
