"use client";

import { Toast as Base } from "@base-ui/react/toast";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import { useEffect } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { popupStyle } from "./overlay-styles.ts";
import { strings } from "./strings.ts";
import { showToastsWith, type Toast } from "./toast.ts";

const manager = Base.createToastManager<Pick<Toast, "tone" | "action">>();

const icons = {
  info: <Info aria-hidden="true" className="text-info" />,
  success: <CircleCheck aria-hidden="true" className="text-success" />,
  warning: <TriangleAlert aria-hidden="true" className="text-warning" />,
  destructive: <CircleAlert aria-hidden="true" className="text-destructive" />,
};

export function ToastRegion() {
  useEffect(
    () =>
      showToastsWith(({ title, description, tone, action, timeoutMs }) =>
        manager.add({
          title,
          description,
          timeout: timeoutMs === null ? 0 : timeoutMs,
          priority: tone === "destructive" ? "high" : "low",
          data: { tone, action },
        }),
      ),
    [],
  );
  return (
    <Base.Provider toastManager={manager} timeout={6_000} limit={4}>
      <Base.Portal>
        <Base.Viewport
          aria-label={strings.notifications}
          className="fixed right-4 bottom-4 left-4 z-60 flex flex-col gap-2 outline-none sm:left-auto sm:w-88"
        >
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts, close } = Base.useToastManager<Pick<Toast, "tone" | "action">>();
  return toasts.map((each) => {
    const { tone = "info", action } = each.data ?? {};
    return (
      <Base.Root
        key={each.id}
        toast={each}
        swipeDirection={["right", "down"]}
        className={cn(
          popupStyle,
          "transition-[opacity,transform] duration-150 data-ending-style:translate-y-2 data-starting-style:translate-y-2 data-ending-style:opacity-0 data-limited:opacity-0 data-starting-style:opacity-0",
        )}
      >
        <Base.Content className="flex items-start gap-2.5 p-3 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
          {icons[tone]}
          <div className="min-w-0 flex-1">
            <Base.Title className="font-medium" />
            <Base.Description className="text-muted-foreground leading-relaxed" />
          </div>
          {action ? (
            <Button
              size="small"
              variant="outline"
              onClick={() => {
                action.onSelect();
                close(each.id);
              }}
            >
              {action.label}
            </Button>
          ) : null}
          <Base.Close render={<IconButton size="small" label={strings.close} icon={<X />} />} />
        </Base.Content>
      </Base.Root>
    );
  });
}
