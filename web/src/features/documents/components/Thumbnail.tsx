import { useEffect, useRef, useState } from "react";
import { Icon } from "../../../components/Icon";
import type { Document } from "../api/documents";
import { showThumbnail } from "../api/pages";
import { inTurn } from "../inTurn";
import { Picture } from "./Picture";
import styles from "./Thumbnail.module.css";

/** The first page, small, once the row comes into view. Decorative: the title beside it says what it is. */
export function Thumbnail({ record, document }: { record: string; document: Document }) {
  const place = useRef<HTMLSpanElement>(null);
  const [blob, setBlob] = useState<Blob>();
  useEffect(() => {
    const controller = new AbortController();
    const draw = () => inTurn(() => showThumbnail(record, document.id, controller.signal), controller.signal).then(
      (drawn) => controller.signal.aborted || setBlob(drawn),
      () => undefined, // a list without a picture is a whole list
    );
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      void draw();
    });
    if (place.current !== null) watch.observe(place.current);
    return () => {
      watch.disconnect();
      controller.abort();
    };
  }, [record, document.id, document.sha256]);
  return <span ref={place} className={styles.thumbnail}>{blob ? <Picture blob={blob} alt="" /> : <Icon name="document" />}</span>;
}
