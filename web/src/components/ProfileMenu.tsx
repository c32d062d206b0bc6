import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { Icon, type IconName } from "./Icon";
import styles from "./ProfileMenu.module.css";

export interface ProfileAction {
  id: string;
  label: string;
  icon: IconName;
  onAction: () => void;
  /** Said after the label of what is on the screen already. */
  note?: string;
}

interface ProfileMenuProps {
  name: string;
  heading: string;
  actions: ProfileAction[];
  profiles?: ProfileAction[];
  /** A number in brackets beside the name (NAV-03), and what it counts. */
  count?: number;
  counted?: (count: number) => string;
}

/** The current profile, top right; opens onto what belongs to the person (NAV-02, NAV-04). */
export function ProfileMenu({ name, heading, actions, profiles = [], count = 0, counted = String }: ProfileMenuProps) {
  return (
    <MenuTrigger>
      <Button className={styles.trigger}>
        <span className={styles.badge} aria-hidden="true"><Icon name="user" size={20} /></span>
        <span className={styles.name}>{name}</span>
        {count > 0 && <span><span aria-hidden="true">({count})</span><span className="visually-hidden">{counted(count)}</span></span>}
        <Icon name="down" size={18} />
      </Button>
      <Popover className={styles.popover} placement="bottom end">
        <Menu className={styles.menu}>
          <MenuSection>
            <Header className={styles.heading}>{heading}</Header>
            {[...profiles, ...actions].map((action) => (
              <MenuItem key={action.id} id={action.id} className={styles.item} onAction={action.onAction} textValue={action.label}>
                <Icon name={action.icon} size={20} /> <span>{action.label}{action.note !== undefined && <span className={styles.note}> ({action.note})</span>}</span>
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
