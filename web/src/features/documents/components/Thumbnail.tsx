import { useEffect, useRef, useState } from "react";
import { patiently } from "../../../api/patience";
import { Icon } from "../../../components/Icon";
import type { Document } from "../api/documents";
import { showThumbnail } from "../api/pages";
import { inTurn } from "../inTurn";
import { Picture } from "./Picture";
import styles from "./Thumbnail.module.css";

/** How far below what is seen rows are drawn ahead, so that scrolling meets pictures. */
const AHEAD = "0px 0px 100% 0px";

/**
 * The first page, small, once the row comes near to what is seen. Decorative: the title beside it says what it is.
 * A service that is busy is asked again later, and the turn is given to the next row meanwhile.
 */
export function Thumbnail({ record, document }: { record: string; document: Document }) {
  const place = useRef<HTMLSpanElement>(null);
  const [blob, setBlob] = useState<Blob>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const draw = () => patiently(() => inTurn(() => showThumbnail(record, document.id, signal), signal), signal).then(
      (drawn) => signal.aborted || setBlob(drawn),
      () => undefined, // a list without a picture is a whole list
    );
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      void draw();
    }, { rootMargin: AHEAD });
    if (place.current !== null) watch.observe(place.current);
    return () => {
      watch.disconnect();
      controller.abort();
    };
  }, [record, document.id, document.sha256]);
  return <span ref={place} className={styles.thumbnail}>{blob ? <Picture blob={blob} alt="" /> : <Icon name="document" />}</span>;
}
