import { type DragEvent, useEffect, useRef, useState } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { describedBy, fieldId, HintAndError } from "./Labelled";
import styles from "./DropArea.module.css";

interface DropAreaProps {
  /** Where the summary of faults leads, when the form names a fault of the file. */
  name?: string;
  error?: string;
  label: string;
  or: string;
  browse: string;
  formats: string;
  accept: readonly string[];
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** A file let go beside the area must not replace the page by itself: the browser would open it. */
function keepFilesOffThePage() {
  const ignore = (event: Event) => event.preventDefault();
  window.addEventListener("dragover", ignore);
  window.addEventListener("drop", ignore);
  return () => {
    window.removeEventListener("dragover", ignore);
    window.removeEventListener("drop", ignore);
  };
}

/** Files arrive by dragging or by choosing; both end in the same place. */
export function DropArea({ name, error, label, or, browse, formats, accept, multiple = true, onFiles }: DropAreaProps) {
  // Entering a child leaves its parent: only the balance tells whether something is held above the area.
  const [depth, setDepth] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(keepFilesOffThePage, []);
  const take = (list: FileList | null) => {
    const files = Array.from(list ?? []);
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDepth(0);
    take(event.dataTransfer.files);
  };
  return (
    // Dragging is a way more for those who have a mouse; the button is there for everybody.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={depth > 0 ? `${styles.area} ${styles.over}` : styles.area} role="group" aria-label={label}
      onDragEnter={() => setDepth((count) => count + 1)} onDragLeave={() => setDepth((count) => Math.max(0, count - 1))}
      onDragOver={(event) => event.preventDefault()} onDrop={drop}
    >
      {name && <HintAndError name={name} error={error} />}
      <span className={styles.icon}><Icon name="upload" size={36} /></span>
      <p className={styles.label}>{label}</p>
      <p className={styles.or}>{or}</p>
      <input
        ref={input} type="file" className={styles.input} multiple={multiple} accept={accept.join(",")} tabIndex={-1} aria-hidden="true"
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again after having been taken out.
          event.target.value = "";
        }}
      />
      <Button kind="secondary" icon="folder" id={name && fieldId(name)} aria-describedby={name && describedBy({ name, error })["aria-describedby"]} onPress={() => input.current?.click()}>{browse}</Button>
      <p className={styles.formats}>{formats}</p>
    </div>
  );
}
