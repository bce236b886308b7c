import { MessagePage } from "../../../components/ui/message-page.tsx";

export function NotServed() {
  return (
    <MessagePage title="The API is not being served here">
      <p className="text-muted-foreground">Start the server with npm start, and the reference is drawn from it.</p>
    </MessagePage>
  );
}
