import { useState } from 'react'
import { listAttachments, readAttachment, readPreview, removeAttachment, type AttachmentView } from '#contract/attachment.ts'
import { requestFor } from '#contract/endpoint.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { AddAttachments } from './add-attachments.tsx'
import type { AttachmentKind } from './attachment-kind.ts'
import { sizeInWords } from './size-words.ts'
import './attachment-list.css'

interface AttachmentListProps {
  readonly subject: string
  readonly recordId: string
  /** The first is chosen for new files. */
  readonly kinds: readonly [AttachmentKind, ...AttachmentKind[]]
  /** Whether this page lets files be added and taken down; the server has the last word. */
  readonly canChange: boolean
}

/** The files of one record: open, add, take down. */
export function AttachmentList({ subject, recordId, kinds, canChange }: AttachmentListProps) {
  const query = useAnswer(listAttachments, { subject, recordId })
  const [removing, setRemoving] = useState<AttachmentView>()
  const wordOf = (code: string): string => kinds.find((kind) => kind.code === code)?.label ?? '其他'
  return (
    <div className="attachments">
      <Answered query={query} lines={2}>
        {({ attachments, mayChange, limits }) => {
          const present = attachments.filter(({ removed }) => removed === null)
          const removed = attachments.filter((one) => one.removed !== null)
          return (
            <>
              {present.length === 0 ? <p className="empty-note">还没有附件。</p> : null}
              <ul className="attachment-rows">
                {present.map((one) => (
                  <li key={one.id} className="attachment-row">
                    <Shown attachment={one} kind={wordOf(one.kind)} />
                    {canChange && mayChange && !one.isHeld ? (
                      <button
                        type="button"
                        className="text-button nowrap no-print"
                        aria-label={`撤下：${one.name}`}
                        onClick={() => setRemoving(one)}
                      >
                        撤下
                      </button>
                    ) : null}
                  </li>
                ))}
              </ul>
              {removed.length > 0 ? <Removed attachments={removed} /> : null}
              {canChange && mayChange ? (
                <AddAttachments subject={subject} recordId={recordId} kinds={kinds} limits={limits} />
              ) : null}
            </>
          )
        }}
      </Answered>
      {removing ? <RemoveDialog attachment={removing} onClose={() => setRemoving(undefined)} /> : null}
    </div>
  )
}

function Shown({ attachment, kind }: { readonly attachment: AttachmentView; readonly kind: string }) {
  const { id, name, typeLabel, bytes, state, quarantinedFor, hasPreview, isHeld, recordedAt, recordedBy } = attachment
  const isOpen = state === 'stored'
  return (
    <>
      <span className="attachment-picture" aria-hidden="true">
        {hasPreview ? (
          <img src={requestFor(readPreview, { attachmentId: id }).url} alt="" loading="lazy" />
        ) : (
          <span>{name.slice(name.lastIndexOf('.') + 1).toUpperCase()}</span>
        )}
      </span>
      <span className="attachment-words">
        {isOpen ? (
          <a href={requestFor(readAttachment, { attachmentId: id }).url} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          <span>{name}</span>
        )}
        <span className="muted">
          {kind} · {typeLabel} · {sizeInWords(bytes)}
        </span>
        <span className="muted">
          {recordedBy} {minuteInWords(recordedAt)}
        </span>
        {isOpen ? null : <StatusTag tone="bad" word={`查出病毒，已隔离：${quarantinedFor ?? ''}`} />}
        {isHeld ? <StatusTag tone="info" word="决定的依据，不能撤下" /> : null}
      </span>
    </>
  )
}

function Removed({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  return (
    <details className="attachments-removed">
      <summary>已撤下 {attachments.length} 份</summary>
      <ul>
        {attachments.map(({ id, name, removed }) =>
          removed ? (
            <li key={id}>
              {name}
              <span className="muted">
                {' '}
                {removed.by} {minuteInWords(removed.at)} 撤下：{removed.reason}
              </span>
            </li>
          ) : null,
        )}
      </ul>
    </details>
  )
}

function RemoveDialog({ attachment, onClose }: { readonly attachment: AttachmentView; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const remove = useAct(() => call(removeAttachment, { attachmentId: attachment.id, reason: reason.trim() }), onClose)
  return (
    <AskDialog
      isOpen
      title={`撤下“${attachment.name}”`}
      okText="撤下"
      isReady={reason.trim().length >= 2}
      isBusy={remove.isBusy}
      trouble={remove.trouble}
      onOk={() => remove.run(undefined)}
      onClose={onClose}
    >
      <p>撤下后谁都打不开它，列表里留下是谁、为什么撤下。</p>
      <TextField label="撤下的原因" value={reason} onChange={setReason} maxLength={200} />
    </AskDialog>
  )
}
