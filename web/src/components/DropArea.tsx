import { useState } from "react";
import { DropZone, type FileDropItem, FileTrigger } from "react-aria-components";
import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./DropArea.module.css";

interface DropAreaProps {
  label: string;
  or: string;
  browse: string;
  formats: string;
  accept: readonly string[];
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Files arrive by dragging or by choosing; both end in the same place. Pasting works too. */
export function DropArea({ label, or, browse, formats, accept, multiple = true, onFiles }: DropAreaProps) {
  const [over, setOver] = useState(false);
  return (
    <DropZone
      className={styles.area} aria-label={label} onDropEnter={() => setOver(true)} onDropExit={() => setOver(false)}
      getDropOperation={() => "copy"}
      onDrop={(event) => {
        setOver(false);
        const dropped = event.items.filter((item): item is FileDropItem => item.kind === "file");
        void Promise.all(dropped.map((item) => item.getFile())).then((files) => onFiles(multiple ? files : files.slice(0, 1)));
      }}
    >
      <span className={over ? `${styles.icon} ${styles.over}` : styles.icon}><Icon name="upload" size={36} /></span>
      <p className={styles.label}>{label}</p>
      <p className={styles.or}>{or}</p>
      <FileTrigger allowsMultiple={multiple} acceptedFileTypes={accept} onSelect={(list) => list && onFiles(Array.from(list))}>
        <Button kind="secondary" icon="folder">{browse}</Button>
      </FileTrigger>
      <p className={styles.formats}>{formats}</p>
    </DropZone>
  );
}
