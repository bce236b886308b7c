"use client";

import Search from "lucide-react/icons/search";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Input } from "../ui/input.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { moveBetween } from "./move-between.ts";
import { SearchResults } from "./search-results.tsx";
import { strings } from "./strings.ts";
import { type SearchView, useSearch } from "./use-search.ts";

/** Every message of every session, by its words. Without a script the form asks for a page with the results. */
export function SearchPage(first: SearchView) {
  const { words, setWords, view, busy, more, again } = useSearch(first);
  const { items, nextCursor } = view.page;
  return (
    <>
      <TopBar title={strings.title} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links and the field inside hear the keys */}
      <div className="mx-auto w-full max-w-3xl px-3 py-5 sm:px-6" onKeyDown={moveBetween}>
        <search>
          <form action="/search" className="flex gap-2" onSubmit={(event) => event.preventDefault()}>
            <div className="relative min-w-0 flex-1">
              <Search
                aria-hidden="true"
                className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-muted-foreground"
              />
              <Input
                type="search"
                name="q"
                aria-label={strings.field}
                aria-describedby="search-keys"
                placeholder={strings.placeholder}
                maxLength={500}
                autoComplete="off"
                autoFocus
                data-stop=""
                value={words}
                onChange={(event) => setWords(event.target.value)}
                className="h-10 pl-9.5 text-base"
              />
            </div>
            <noscript>
              <Button type="submit">{strings.submit}</Button>
            </noscript>
          </form>
          <p id="search-keys" className="sr-only">
            {strings.keys}
          </p>
        </search>
        <div className="mt-5" aria-busy={busy}>
          {view.failure ? (
            <EmptyState
              title={strings.failed}
              action={
                <Button variant="outline" onClick={items.length > 0 ? more : again} busy={busy}>
                  {strings.tryAgain}
                </Button>
              }
            >
              {view.failure}
            </EmptyState>
          ) : null}
          {view.words === "" ? (
            <EmptyState icon={<Search aria-hidden="true" />} title={strings.start}>
              {strings.startHint}
            </EmptyState>
          ) : items.length === 0 && !view.failure ? (
            <EmptyState icon={<Search aria-hidden="true" />} title={strings.nothing(view.words)}>
              {strings.nothingHint}
            </EmptyState>
          ) : null}
          {items.length > 0 ? (
            <>
              <p className="mb-3 text-muted-foreground text-xs">{strings.count(items.length, nextCursor !== null)}</p>
              <SearchResults items={items} />
              {nextCursor && !view.failure ? (
                <div className="mt-5 flex justify-center">
                  <Button variant="outline" onClick={more} busy={busy} data-stop="">
                    {strings.showMore}
                  </Button>
                </div>
              ) : null}
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}
