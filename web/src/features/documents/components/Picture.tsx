import { useEffect, useMemo } from "react";

interface PictureProps {
  blob: Blob;
  alt: string;
  className?: string;
  onLoad?: () => void;
}

/** A picture from memory; its address goes with it. */
export function Picture({ blob, alt, className, onLoad }: PictureProps) {
  const address = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img className={className} src={address} alt={alt} onLoad={onLoad} />;
}
