import { useEffect, useMemo, useState } from "react";
import type { HandReplay } from "../../../../client/views.ts";
import { DeckCheckButton } from "../deck/deck-check.tsx";
import { Modal } from "../dialogs/modal.tsx";
import { cardsInWords } from "../model/card-words.ts";
import { wordsOf } from "../model/event-words.ts";
import { momentOf } from "../model/replay-scene.ts";
import { winWords } from "../model/story.ts";
import { Felt } from "../parts/felt.tsx";
import { Icon } from "../parts/icon.tsx";
import { SceneContext, useScene } from "../scene.ts";
import { useRead } from "./use-read.ts";

const STEP_MS = 900;

/** A finished hand again, event by event. */
export function Replayer({ no, onClose }: { readonly no: number; readonly onClose: () => void }) {
  const { reads } = useScene();
  const reading = useRead(() => reads.replay(no), no);
  return (
    <Modal title={`Hand ${no}`} isWide onClose={onClose}>
      {reading.state === "loading" && <p className="panel-empty">Reading the hand…</p>}
      {reading.state === "failed" && <p className="panel-empty">{reading.why}</p>}
      {reading.state === "there" && <Replay replay={reading.value} />}
      <DeckCheckButton no={no} label="Check the deck of this hand" />
    </Modal>
  );
}

function Replay({ replay }: { readonly replay: HandReplay }) {
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const last = replay.steps.length - 1;
  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (at >= last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => setAt(at + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last]);
  return (
    <div
      className="replay"
      onKeyDown={({ key, target }) => {
        if (target instanceof HTMLInputElement) return;
        if (key === "ArrowRight") go(at + 1);
        if (key === "ArrowLeft") go(at - 1);
      }}
    >
      <ReplayedFelt replay={replay} at={at} />
      <div className="replay-controls">
        <ControlButton icon="first" label="To the start" onPress={() => go(0)} isOff={at === 0} />
        <ControlButton icon="back" label="Step back" onPress={() => go(at - 1)} isOff={at === 0} />
        <ControlButton
          icon={isPlaying ? "pause" : "play"}
          label={isPlaying ? "Pause" : "Play"}
          onPress={() => {
            if (at === last) setAt(0);
            setPlaying(!isPlaying);
          }}
        />
        <ControlButton icon="next" label="Step on" onPress={() => go(at + 1)} isOff={at === last} />
        <ControlButton icon="last" label="To the end" onPress={() => go(last)} isOff={at === last} />
        <input
          type="range"
          className="slider"
          aria-label="Step"
          aria-valuetext={`${at + 1} of ${last + 1}`}
          min={0}
          max={last}
          value={at}
          onChange={({ target }) => go(target.valueAsNumber)}
        />
      </div>
    </div>
  );
}

function ReplayedFelt({ replay, at }: { readonly replay: HandReplay; readonly at: number }) {
  const scene = useScene();
  const { table, you, events } = useMemo(
    () => momentOf(replay, at, scene.table, scene.me),
    [replay, at, scene.table, scene.me],
  );
  const nameOf = (player: string) => replay.seats.find((seat) => seat.player === player)?.name ?? player;
  const step = replay.steps[at];
  const nameAt = (seat: number) =>
    nameOf(replay.seats.find((one) => one.seat === seat)?.player ?? `Seat ${seat}`);
  const words =
    step === undefined
      ? null
      : wordsOf(step.event, { ofPlayer: nameOf, ofSeat: nameAt, ofCards: cardsInWords });
  const told = words?.text ?? winWords(table, { ofPlayer: nameOf }).join(". ");
  return (
    <SceneContext value={{ ...scene, table, you, nameOf }}>
      <Felt
        chapter={{ table, events, me: scene.me }}
        seq={at}
        clock={null}
        toAct={step?.toAct ?? null}
        actions={new Map()}
        seatMedia={() => null}
        onTakeSeat={null}
      />
      <p className="replay-words" role="status">
        {told}
      </p>
    </SceneContext>
  );
}

interface ControlButtonProps {
  readonly icon: Parameters<typeof Icon>[0]["name"];
  readonly label: string;
  readonly onPress: () => void;
  readonly isOff?: boolean;
}

function ControlButton({ icon, label, onPress, isOff = false }: ControlButtonProps) {
  return (
    <button type="button" className="icon-button" aria-label={label} onClick={onPress} disabled={isOff}>
      <Icon name={icon} />
    </button>
  );
}
