import TriangleAlert from "lucide-react/icons/triangle-alert";
import User from "lucide-react/icons/user";
import Users from "lucide-react/icons/users";
import { Card, CardBody, CardHeader } from "../../components/ui/card.tsx";
import { strings } from "./strings.ts";

export function YouStep({ onLoopback }: { onLoopback: boolean }) {
  const said = strings.you;
  return (
    <div className="mt-4 grid gap-4">
      <Card className="border-primary">
        <CardHeader
          level={3}
          before={<User aria-hidden="true" className="mt-0.5 size-5 text-primary" />}
          title={said.single}
        />
        <CardBody className="grid gap-2 leading-relaxed">
          <p className={onLoopback ? undefined : "flex items-start gap-2 text-warning"}>
            {onLoopback ? null : <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />}
            <span>{said.singleIs(onLoopback)}</span>
          </p>
          <p className="text-muted-foreground">{said.kept}</p>
        </CardBody>
      </Card>
      <Card>
        <CardHeader
          level={3}
          before={<Users aria-hidden="true" className="mt-0.5 size-5 text-muted-foreground" />}
          title={said.accounts}
        />
        <CardBody className="text-muted-foreground leading-relaxed">{said.accountsAre}</CardBody>
      </Card>
    </div>
  );
}
