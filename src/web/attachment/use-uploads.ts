import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { addAttachment, listAttachments } from '#contract/attachment.ts'
import { makeId } from '#domain/kernel/id.ts'
import type { Trouble } from '#ui/problem-notice.tsx'
import { CallFailed } from '#web/http/call-failed.ts'
import { sendFile } from '#web/http/send-file.ts'
import { troubleOf } from '#web/http/trouble-of.ts'

/** A file on its way: under one id, however often it has to be tried. */
export interface Upload {
  readonly id: string
  readonly file: File
  readonly kind: string
  /** 0 to 1; 1: it has left, and is being looked at. */
  readonly part: number
  readonly trouble?: Trouble | undefined
  /** What failed may succeed another time: the line or the server was to blame, not the file. */
  readonly mayRetry?: boolean
}

export interface Uploads {
  readonly uploads: readonly Upload[]
  readonly add: (files: readonly File[], kind: string, check: (file: File) => Trouble | undefined) => void
  readonly again: (id: string) => void
  readonly drop: (id: string) => void
}

const isPassing = (error: unknown): boolean =>
  error instanceof CallFailed && (error.problem.status === 0 || error.problem.status === 429 || error.problem.status >= 500)

/** Sends files one after the other; what fails stays in the list until it is tried again or dropped. */
export function useUploads(subject: string, recordId: string, onDone: (name: string) => void): Uploads {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const change = useCallback((id: string, to: Partial<Upload>) => {
    setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)))
  }, [])
  const forget = (id: string): void => setUploads((before) => before.filter((one) => one.id !== id))

  const send = async ({ id, file, kind }: Upload): Promise<void> => {
    const stop = new AbortController()
    stops.current.set(id, stop)
    try {
      const input = { subject, recordId, attachmentId: id, kind, name: file.name }
      await sendFile(addAttachment, input, file, { signal: stop.signal, onProgress: (part) => change(id, { part }) })
      forget(id)
      onDone(file.name)
      await client.invalidateQueries({ queryKey: [listAttachments.name] })
    } catch (error) {
      if (!stop.signal.aborted) change(id, { trouble: troubleOf(error), mayRetry: isPassing(error) })
    } finally {
      stops.current.delete(id)
    }
  }

  // one at a time: a phone's line is thin, and each that arrives counts
  const next = uploads.find(({ trouble }) => trouble === undefined)
  const sendNext = useRef(send)
  sendNext.current = send
  const nextId = next?.id
  useEffect(() => {
    if (next && !stops.current.has(next.id)) void sendNext.current(next)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- progress of the same file starts nothing
  }, [nextId, next?.trouble])
  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  return {
    uploads,
    add(files, kind, check) {
      const fresh = files.map((file) => ({
        id: makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
        file,
        kind,
        part: 0,
        trouble: check(file),
      }))
      setUploads((before) => [...before, ...fresh])
    },
    again: (id) => change(id, { trouble: undefined, part: 0 }),
    drop(id) {
      stops.current.get(id)?.abort()
      forget(id)
    },
  }
}
