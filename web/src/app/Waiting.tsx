import { LogoSign } from "../components/Logo";
import styles from "./shell.module.css";

/** While the script of the first page arrives. */
export function Waiting() {
  return <main className={styles.gate}><LogoSign size={64} /></main>;
}
