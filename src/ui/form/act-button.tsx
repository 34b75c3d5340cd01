import { createContext, useContext, type ComponentProps } from 'react'

const ActsOff = createContext<string | undefined>(undefined)

/** Everything below only shows: its value says why nothing can be done there. */
export const ActsOffProvider = ActsOff.Provider

/** Why nothing can be done here; undefined where it can. */
export const useActsOff = (): string | undefined => useContext(ActsOff)

/** A button that does something on the server, or asks for what doing it needs: off, with the reason, where nothing can be done. */
export function ActButton({ disabled, title, className = 'plain-button', type = 'button', ...rest }: ComponentProps<'button'>) {
  const off = useActsOff()
  return <button {...rest} type={type} className={className} disabled={off !== undefined || disabled} title={off ?? title} />
}
