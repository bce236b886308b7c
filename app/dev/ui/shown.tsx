import Inbox from "lucide-react/icons/inbox";
import { Accordion } from "../../../components/ui/accordion.tsx";
import { Avatar } from "../../../components/ui/avatar.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "../../../components/ui/card.tsx";
import { Collapsible } from "../../../components/ui/collapsible.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { Meter } from "../../../components/ui/meter.tsx";
import { Progress } from "../../../components/ui/progress.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { RunStatusBadge } from "../../../components/ui/run-status-badge.tsx";
import { Skeleton } from "../../../components/ui/skeleton.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import { Tabs } from "../../../components/ui/tabs.tsx";
import { Specimen } from "./specimen.tsx";

const tones = ["neutral", "outline", "primary", "success", "warning", "info", "destructive"] as const;
const statuses = [
  "queued",
  "running",
  "waiting",
  "paused",
  "cancelling",
  "done",
  "failed",
  "cancelled",
  "limit",
] as const;
const names = ["planner", "researcher", "writer", "critic", "general", "helios", "ceres", "triage"];

export function Shown() {
  return (
    <>
      <Specimen name="Badge, status of a run">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        {statuses.map((status) => (
          <RunStatusBadge key={status} status={status} />
        ))}
      </Specimen>
      <Specimen name="Avatar, time">
        {names.map((name) => (
          <span key={name} className="inline-flex items-center gap-1.5 text-sm">
            <Avatar name={name} />
            {name}
          </span>
        ))}
        <Avatar name="researcher" emoji="🔭" />
        <Avatar name="You" kind="person" />
        <Avatar name="planner" size="small" />
        <Avatar name="planner" size="large" />
        <RelativeTime at="2026-01-01T12:00:00Z" className="text-muted-foreground text-sm" />
      </Specimen>
      <Specimen name="Progress, meter, skeleton">
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <Progress label="Reading pages" value={40} text="4 of 10" />
          <Progress label="Nobody knows how far" value={null} />
          <Progress label="Done" value={100} tone="success" text="Done" />
          <Meter label="Context" value={18} max={128} text="18 k of 128 k" />
          <Meter label="Budget" value={0.43} max={0.5} text="$0.43 of $0.50" />
          <Meter label="Budget" value={0.5} max={0.5} text="$0.50 of $0.50, used up" />
        </div>
        <div className="grid w-full gap-2">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-full" />
        </div>
      </Specimen>
      <Specimen name="Card, empty state">
        <Card className="w-full sm:w-72">
          <CardHeader
            title="Researcher"
            hint="Finds and reads."
            before={<Avatar name="researcher" />}
            actions={<Button size="small">Talk</Button>}
            level={3}
          />
          <CardBody>Five tools, the last published version is 12.</CardBody>
        </Card>
        <Card className="w-full sm:w-72">
          <EmptyState
            icon={<Inbox aria-hidden="true" />}
            title="Nothing waits on you"
            action={<Button variant="outline">Look again</Button>}
          >
            Approvals and questions of all sessions come together here.
          </EmptyState>
        </Card>
      </Specimen>
      <Specimen name="Tabs, collapsible, accordion">
        <Tabs
          label="Agent"
          className="w-full"
          tabs={[
            { value: "config", label: "Config", content: <p className="text-sm">What it is.</p> },
            { value: "prompt", label: "Prompt", content: <p className="text-sm">What it is told.</p> },
            { value: "usage", label: "Usage", content: null, disabled: true },
          ]}
        />
        <Collapsible title="Thought for 4 s" className="w-full" open>
          <p className="text-muted-foreground">What it said to itself.</p>
        </Collapsible>
        <Accordion
          className="w-full"
          sections={[
            { title: "Input", content: "What came in." },
            { title: "Output", content: "What came out." },
          ]}
        />
      </Specimen>
      <Specimen name="Table">
        <Card className="w-full">
          <Table label="Runs">
            <thead>
              <tr>
                <HeaderCell>Agent</HeaderCell>
                <HeaderCell>State</HeaderCell>
                <HeaderCell numeric>Tokens</HeaderCell>
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>*]:border-0">
              <tr>
                <Cell>planner</Cell>
                <Cell>
                  <RunStatusBadge status="done" />
                </Cell>
                <Cell numeric>12,400</Cell>
              </tr>
              <tr>
                <Cell>researcher</Cell>
                <Cell>
                  <RunStatusBadge status="running" />
                </Cell>
                <Cell numeric>980</Cell>
              </tr>
            </tbody>
          </Table>
        </Card>
      </Specimen>
    </>
  );
}
