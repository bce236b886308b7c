"use client";

import Plus from "lucide-react/icons/plus";
import Workflow from "lucide-react/icons/workflow";
import Link from "next/link";
import { useState } from "react";
import { BundleActions } from "../definitions/bundle-actions.tsx";
import { ListFilters, type ListView } from "../definitions/list-filters.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardBody, CardHeader } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Cell, HeaderCell, Table } from "../ui/table.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import type { ListedWorkflow } from "./listed-workflow.ts";
import { NewWorkflowDialog, type Template } from "./new-workflow-dialog.tsx";
import { strings } from "./strings.ts";
import { WorkflowActions } from "./workflow-actions.tsx";

const { columns } = strings;

/** All workflows: found by words, kind and state, as cards or as a table. */
export function WorkflowList({
  workflows,
  templates,
}: {
  workflows: readonly ListedWorkflow[];
  templates: readonly Template[];
}) {
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState("");
  const [state, setState] = useState("");
  const [view, setView] = useState<ListView>("cards");
  const [creating, setCreating] = useState(false);
  const shown = workflows.filter((each) => fits(each, { search, kind, state }));
  return (
    <>
      <TopBar title={strings.title}>
        <BundleActions only="workflows" />
        <Button size="small" onClick={() => setCreating(true)}>
          <Plus aria-hidden="true" />
          {strings.newWorkflow}
        </Button>
      </TopBar>
      <div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-4 px-4 py-5 md:px-6">
        <ListFilters
          searchLabel={strings.search}
          search={search}
          onSearch={setSearch}
          choices={[
            {
              label: strings.kind,
              value: kind,
              onChange: setKind,
              options: [["", strings.allKinds], ...Object.entries(strings.kinds)],
            },
            { label: strings.state, value: state, onChange: setState, options: Object.entries(strings.states) },
          ]}
          view={view}
          onView={setView}
        />
        {shown.length === 0 ? (
          <EmptyState
            icon={<Workflow aria-hidden="true" />}
            title={workflows.length === 0 ? strings.none : strings.noneFit}
            action={<Button onClick={() => setCreating(true)}>{strings.newWorkflow}</Button>}
          >
            {workflows.length === 0 ? strings.noneHint : strings.noneFitHint}
          </EmptyState>
        ) : view === "table" ? (
          <WorkflowTable workflows={shown} />
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-4">
            {shown.map((each) => (
              <li key={each.name}>
                <WorkflowCard workflow={each} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {creating ? <NewWorkflowDialog templates={templates} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function WorkflowCard({ workflow }: { workflow: ListedWorkflow }) {
  const { name, description, emoji } = workflow;
  return (
    <Card className="flex h-full flex-col">
      <CardHeader
        before={<Avatar name={name} emoji={emoji} size="large" />}
        title={<Name workflow={workflow} />}
        hint={description}
      />
      <CardBody className="mt-auto flex flex-wrap items-center gap-2">
        <Marks workflow={workflow} />
        <span className="ml-auto">
          <WorkflowActions workflow={workflow} />
        </span>
      </CardBody>
    </Card>
  );
}

function WorkflowTable({ workflows }: { workflows: readonly ListedWorkflow[] }) {
  return (
    <Table label={strings.title}>
      <thead>
        <tr>
          <HeaderCell>{columns.name}</HeaderCell>
          <HeaderCell>{columns.does}</HeaderCell>
          <HeaderCell>{columns.state}</HeaderCell>
          <HeaderCell>{columns.actions}</HeaderCell>
        </tr>
      </thead>
      <tbody>
        {workflows.map((workflow) => (
          <tr key={workflow.name}>
            <Cell>
              <span className="flex items-center gap-2">
                <Avatar name={workflow.name} emoji={workflow.emoji} size="small" />
                <Name workflow={workflow} />
              </span>
            </Cell>
            <Cell className="min-w-56">{workflow.description}</Cell>
            <Cell>
              <span className="flex flex-wrap gap-1.5">
                <Marks workflow={workflow} />
              </span>
            </Cell>
            <Cell>
              <WorkflowActions workflow={workflow} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What is archived is brought back before it is opened. */
function Name({ workflow: { name, archived } }: { workflow: ListedWorkflow }) {
  if (archived) return <span className="break-words">{name}</span>;
  return (
    <Link
      href={`/workflows/${name}`}
      prefetch={false}
      className="break-words font-medium underline-offset-4 hover:underline"
    >
      {name}
    </Link>
  );
}

function Marks({ workflow: { kind, version, state, archived } }: { workflow: ListedWorkflow }) {
  return (
    <>
      <Badge tone="primary">{kind === null ? strings.noKind : strings.kinds[kind]}</Badge>
      {version === null ? null : <Badge tone="outline">{strings.version(version)}</Badge>}
      {archived || state !== "published" ? (
        <Badge tone={archived ? "neutral" : "info"}>{strings.states[archived ? "archived" : state]}</Badge>
      ) : null}
    </>
  );
}

function fits(
  { name, description, kind, state, archived }: ListedWorkflow,
  wanted: { search: string; kind: string; state: string },
): boolean {
  const words = wanted.search.trim().toLowerCase();
  const inState = wanted.state === "archived" ? archived : !archived && (wanted.state === "" || wanted.state === state);
  return (
    inState &&
    (wanted.kind === "" || wanted.kind === kind) &&
    [name, description].some((text) => text.toLowerCase().includes(words))
  );
}
