"use client";

import Bookmark from "lucide-react/icons/bookmark";
import BookmarkPlus from "lucide-react/icons/bookmark-plus";
import BookmarkX from "lucide-react/icons/bookmark-x";
import { useState } from "react";
import { callApi } from "../../../components/live/call-api.ts";
import { announce } from "../../../components/ui/announce.ts";
import { Button } from "../../../components/ui/button.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { FormDialog } from "../../../components/ui/form-dialog.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { Menu } from "../../../components/ui/menu.tsx";
import type { MenuItem } from "../../../components/ui/menu-item.ts";
import { toast } from "../../../components/ui/toast.ts";
import { mostRunViews, type RunView } from "../../../lib/people/preferences.ts";
import { strings } from "./strings.ts";

/** Lists under a name. The address is the view: what is kept is only what it is called. */
export function RunViews({ first, query }: { first: readonly RunView[]; query: string }) {
  const [views, setViews] = useState(first);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");

  async function keep(next: readonly RunView[], said: string): Promise<void> {
    const before = views;
    setViews(next);
    try {
      await callApi("PATCH", "/users/me/preferences", { runViews: next });
      announce(said);
    } catch (error) {
      setViews(before);
      const description = error instanceof Error ? error.message : "";
      toast({ title: strings.viewNotKept, description, tone: "destructive" });
    }
  }

  const current = views.find((view) => view.query === query);
  const items: MenuItem[] = [
    ...(views.length > 0 ? [{ kind: "heading" as const, label: strings.views }] : []),
    ...views.map((view) => ({
      kind: "link" as const,
      label: view.name,
      icon: <Bookmark aria-hidden="true" />,
      href: `/runs?${view.query}`,
    })),
    ...(views.length > 0 ? [{ kind: "separator" as const }] : []),
    {
      label: strings.keepView,
      icon: <BookmarkPlus aria-hidden="true" />,
      disabled: query === "" || views.length >= mostRunViews,
      onSelect: () => {
        setName(current?.name ?? "");
        setNaming(true);
      },
    },
    ...(current
      ? [
          {
            label: strings.forgetView(current.name),
            icon: <BookmarkX aria-hidden="true" />,
            onSelect: () =>
              void keep(
                views.filter((view) => view !== current),
                strings.viewForgotten(current.name),
              ),
          },
        ]
      : []),
  ];

  const wanted = name.trim();
  const save = () => {
    const others = views.filter((view) => view.name !== wanted && view.query !== query);
    setNaming(false);
    void keep([...others, { name: wanted, query }], strings.viewKept(wanted));
  };
  return (
    <>
      <Menu
        label={strings.views}
        items={items}
        align="end"
        trigger={(props) => (
          <Button {...props} variant="outline" size="small">
            <Bookmark aria-hidden="true" />
            {current?.name ?? strings.views}
          </Button>
        )}
      />
      <FormDialog
        open={naming}
        onOpenChange={setNaming}
        title={strings.keepView}
        description={strings.keepViewHint}
        size="small"
        submitLabel={strings.keep}
        disabled={wanted === ""}
        onSubmit={() => wanted !== "" && save()}
      >
        <Field label={strings.viewName}>
          {(control) => (
            <Input {...control} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </FormDialog>
    </>
  );
}
