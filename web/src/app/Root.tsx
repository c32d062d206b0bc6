import { Outlet, ScrollRestoration } from "react-router";
import { OfflineBanner } from "./OfflineBanner";

export function Root() {
  return (
    <>
      <OfflineBanner />
      <Outlet />
      <ScrollRestoration />
    </>
  );
}
