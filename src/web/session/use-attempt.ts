import { useState } from 'react'

/** Does something once at a time, and keeps what went wrong. */
export function useAttempt(): { isBusy: boolean; error: unknown; attempt: (act: () => Promise<void>) => void } {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const attempt = (act: () => Promise<void>): void => {
    setIsBusy(true)
    setError(undefined)
    act().then(
      () => setIsBusy(false),
      (failed: unknown) => {
        setError(failed)
        setIsBusy(false)
      },
    )
  }
  return { isBusy, error, attempt }
}
