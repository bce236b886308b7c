"use client";

import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import { useAgents } from "./agents-context.ts";
import { flowStrings as words } from "./strings-flow.ts";
import { useEmoji, useWorkflows } from "./workflows-context.ts";

/** One agent, or a workflow that says which ones. */
export type Answering = { agent: string } | { workflow: string };

interface Props {
  answering: Answering;
  onChoose: (answering: Answering) => void;
}

/** Says who answers here, and lets a person choose somebody else. */
export function WhoAnswers({ answering, onChoose }: Props) {
  const agents = useAgents();
  const workflows = useWorkflows();
  const chosen = "workflow" in answering ? answering.workflow : answering.agent;
  const emoji = useEmoji(chosen);
  const groups = [
    {
      title: words.workflows,
      options: workflows.map((each) => ({ ...each, to: { workflow: each.name }, mark: words.kinds[each.kind] })),
    },
    { title: words.agents, options: agents.map((each) => ({ ...each, to: { agent: each.name }, mark: undefined })) },
  ];
  return (
    <Popover
      title={words.whoAnswers}
      className="w-[min(24rem,calc(100vw-1rem))]"
      trigger={(props) => (
        <Button
          {...props}
          variant="outline"
          size="small"
          aria-label={words.whoAnswersNow(chosen)}
          className="min-w-0 max-w-48"
        >
          {emoji ? <span aria-hidden="true">{emoji}</span> : null}
          <span className="min-w-0 truncate">{chosen}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      )}
    >
      {(close) =>
        groups
          .filter(({ options }) => options.length > 0)
          .map(({ title, options }) => (
            <section key={title} className="mt-2 first-of-type:mt-0">
              <h3 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h3>
              <ul aria-label={title} className="grid grid-cols-[minmax(0,1fr)]">
                {options.map(({ name, description, emoji: its, to, mark }) => {
                  const isChosen = name === chosen && "workflow" in to === "workflow" in answering;
                  return (
                    <li key={name}>
                      <button
                        type="button"
                        aria-current={isChosen || undefined}
                        onClick={() => {
                          close();
                          if (!isChosen) onChoose(to);
                        }}
                        className="flex w-full items-start gap-2.5 rounded-md p-1.5 text-left hover:bg-accent hover:text-accent-foreground"
                      >
                        <Avatar name={name} emoji={its} size="small" className="mt-0.5" />
                        <span className="min-w-0 flex-1">
                          <span className="block font-medium">
                            {name}
                            {mark ? <span className="font-normal text-muted-foreground text-xs"> · {mark}</span> : null}
                            {isChosen ? <span className="sr-only"> {words.isChosen}</span> : null}
                          </span>
                          <span className="line-clamp-2 block text-muted-foreground text-xs">{description}</span>
                        </span>
                        {isChosen ? <Check aria-hidden="true" className="mt-1 size-4 shrink-0 text-primary" /> : null}
                      </button>
                    </li>
                  );
                })}
              </ul>
            </section>
          ))
      }
    </Popover>
  );
}
