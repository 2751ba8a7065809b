// A link that looks like a button: one element, so that it is one stop of the keyboard.
import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

type Props = Pick<ButtonProps, 'type' | 'icon' | 'size' | 'children' | 'className' | 'autoFocus' | 'danger'> & {
  to: string;
};

export function LinkButton({ to, ...rest }: Props) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLElement>(to);
  return <Button {...rest} href={href} onClick={(event) => follow(event)} />;
}
