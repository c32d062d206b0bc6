import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { Icon, type IconName } from "./Icon";
import styles from "./ProfileMenu.module.css";

export interface ProfileAction {
  id: string;
  label: string;
  icon: IconName;
  onAction: () => void;
}

/** The current profile, top right; opens onto what belongs to the person (NAV-02, NAV-04). */
export function ProfileMenu({ name, heading, actions }: { name: string; heading: string; actions: ProfileAction[] }) {
  return (
    <MenuTrigger>
      <Button className={styles.trigger}>
        <span className={styles.badge} aria-hidden="true"><Icon name="user" size={20} /></span>
        <span className={styles.name}>{name}</span>
        <Icon name="down" size={18} />
      </Button>
      <Popover className={styles.popover} placement="bottom end">
        <Menu className={styles.menu}>
          <MenuSection>
            <Header className={styles.heading}>{heading}</Header>
            {actions.map((action) => (
              <MenuItem key={action.id} id={action.id} className={styles.item} onAction={action.onAction}>
                <Icon name={action.icon} size={20} /> {action.label}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
