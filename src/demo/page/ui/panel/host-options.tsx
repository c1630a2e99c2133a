import { type RefObject, useEffect, useRef } from "react";
import { HOST_OPTIONS } from "../model/host-options.ts";
import type { OptionFaults } from "../model/option-faults.ts";
import { useScene } from "../scene.ts";
import { OptionGroup } from "./option-group.tsx";
import { useWishes, type WishedSettings } from "./use-wishes.ts";

/** Every setting of the table, in groups that open; only what was changed is sent. */
export function HostOptions() {
  const { table } = useScene();
  const wished = useWishes();
  const { settings, wishes, faults, wish } = wished;
  const isWaiting = table.pending !== undefined && wished.count === 0;
  const form = useRef<HTMLFormElement>(null);
  useFocusOnFault(form, wished.refused);
  return (
    <form
      className="form options"
      aria-label="Settings"
      noValidate
      ref={form}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void wished.change();
      }}
    >
      <p className="quiet">During a hand changes wait for its end.</p>
      {HOST_OPTIONS.map((group) => (
        <OptionGroup key={group.title} {...{ group, settings, wishes, faults }} onWish={wish} />
      ))}
      <Change {...wished} />
      <p role="status" className={isWaiting ? "options-end" : "sr"}>
        {isWaiting && "Changes are waiting for the end of this hand."}
      </p>
    </form>
  );
}

function Change({ count, faults, refused, isBusy, forget }: WishedSettings) {
  if (count === 0) return null;
  return (
    <div className="options-end">
      <p className="fault" role="alert">
        {faults.size === 0 ? refused.rest : faultsInWords(faults.size)}
      </p>
      <div className="turn-buttons">
        <button type="button" className="minor" onClick={forget}>
          Undo
        </button>
        <button type="submit" className="minor act-passive" disabled={isBusy}>
          {count === 1 ? "Change 1 setting" : `Change ${count} settings`}
        </button>
      </div>
    </div>
  );
}

function faultsInWords(count: number): string {
  return count === 1 ? "One setting needs another value." : `${count} settings need another value.`;
}

/** To the first field that was refused, once it is shown. */
function useFocusOnFault(form: RefObject<HTMLFormElement | null>, { byOption }: OptionFaults): void {
  useEffect(() => {
    if (byOption.size > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, byOption]);
}
