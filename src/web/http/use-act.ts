import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Trouble } from '#ui/problem-notice.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'

/** Something done on the server: once, however often it is clicked meanwhile; afterwards every list is asked again. */
export function useAct<In, Out>(
  act: (input: In) => Promise<Out>,
  then: (answer: Out) => void,
): {
  readonly run: (input: In) => void
  readonly isBusy: boolean
  readonly trouble: Trouble | undefined
  readonly reset: () => void
} {
  const client = useQueryClient()
  const isRunning = useRef(false)
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (input: In) => {
      try {
        return await act(input)
      } finally {
        isRunning.current = false
      }
    },
    onSuccess: async (answer) => {
      then(answer)
      await client.invalidateQueries()
    },
  })
  const run = (input: In): void => {
    // the second click of a double click comes before the button is drawn as busy
    if (isRunning.current) return
    isRunning.current = true
    mutate(input)
  }
  return { run, isBusy: isPending, trouble: error ? troubleOf(error) : undefined, reset }
}
