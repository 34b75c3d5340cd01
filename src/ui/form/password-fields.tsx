import { TextField } from './text-field.tsx'

interface PasswordFieldsProps {
  readonly rule: string
  readonly password: string
  readonly again: string
  readonly onPassword: (password: string) => void
  readonly onAgain: (password: string) => void
}

/** A new password, typed twice, with the rule it must meet. */
export function PasswordFields({ rule, password, again, onPassword, onAgain }: PasswordFieldsProps) {
  const differs = again !== '' && again !== password
  return (
    <>
      <TextField label="新密码" type="password" autoComplete="new-password" value={password} onChange={onPassword} help={rule} />
      <TextField
        label="再输一遍新密码"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={onAgain}
        {...(differs && { help: '两遍不一样' })}
      />
    </>
  )
}
