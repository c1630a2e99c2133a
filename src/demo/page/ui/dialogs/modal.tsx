import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "../parts/icon.tsx";
import { useScene } from "../scene.ts";

interface ModalProps {
  readonly title: string;
  readonly isSheet?: boolean;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, closes with Esc and gives the focus back. */
export function Modal({ title, isSheet = false, isWide = false, onClose, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const onBackdrop = ({ target }: MouseEvent) => {
    if (target === ref.current) onClose();
  };
  return (
    <dialog
      ref={ref}
      className={isSheet ? "modal modal-sheet" : "modal"}
      data-wide={isWide || undefined}
      aria-labelledby={titleId}
      onCancel={(cancel) => {
        // Also told of the one that is open in here.
        if (cancel.target !== cancel.currentTarget) return;
        cancel.preventDefault();
        onClose();
      }}
      onClick={onBackdrop}
    >
      <div className="modal-box">
        <header className="modal-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="modal-body">
          <Notice />
          {children}
        </div>
      </div>
    </dialog>
  );
}

/** Again in here, because an open dialog hides the table's own notice from eyes and ears. */
function Notice() {
  const { notice } = useScene();
  return (
    <div className="modal-notice" role="alert">
      {notice}
    </div>
  );
}
