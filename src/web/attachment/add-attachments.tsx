import { useId, useState, type ChangeEvent, type DragEvent } from 'react'
import { App } from 'antd'
import { MEDIA_TYPES } from '#domain/attachment/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice, type Trouble } from '#ui/problem-notice.tsx'
import type { AttachmentKind } from './attachment-kind.ts'
import { sizeInWords } from './size-words.ts'
import { useUploads, type Upload } from './use-uploads.ts'

interface AddAttachmentsProps {
  readonly subject: string
  readonly recordId: string
  readonly kinds: readonly [AttachmentKind, ...AttachmentKind[]]
  readonly limits: { readonly photoBytes: number; readonly documentBytes: number }
}

const extensionsOf = (of: 'photo' | 'document'): readonly string[] =>
  MEDIA_TYPES.filter((type) => type.class === of).flatMap(({ extensions }) => extensions)
const ACCEPT = [...extensionsOf('photo'), ...extensionsOf('document')].map((one) => `.${one}`).join(',')
const CAMERA = MEDIA_TYPES.filter((type) => type.class === 'photo')
  .map(({ mediaType }) => mediaType)
  .join(',')

/** Takes files by choosing, dropping, or from a phone's camera, and sends them. */
export function AddAttachments({ subject, recordId, kinds, limits }: AddAttachmentsProps) {
  const id = useId()
  const { message } = App.useApp()
  const [kind, setKind] = useState(kinds[0].code)
  const [isOver, setIsOver] = useState(false)
  const { uploads, add, again, drop } = useUploads(subject, recordId, (name) => void message.success(`已附上 ${name}`))
  const take = (files: FileList | null): void => add([...(files ?? [])], kind, (file) => tooLarge(file, limits))
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    take(event.target.files)
    // the same file may be chosen once more
    event.target.value = ''
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div className="attachment-adding no-print">
      {kinds.length > 1 ? (
        <ChoiceRow label="附件种类">
          <ChoiceField
            label="附件种类"
            value={kind}
            choices={kinds.map(({ code, label }) => ({ value: code, label }))}
            onChange={(next) => setKind(next ?? kind)}
          />
        </ChoiceRow>
      ) : null}
      <div
        className={isOver ? 'attachment-drop is-over' : 'attachment-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <span className="button-row">
          <input
            id={`${id}-file`}
            className="visually-hidden"
            type="file"
            multiple
            accept={ACCEPT}
            aria-describedby={`${id}-help`}
            onChange={choose}
          />
          <label htmlFor={`${id}-file`} className="plain-button">
            选择文件
          </label>
          <input
            id={`${id}-camera`}
            className="visually-hidden attachment-camera"
            type="file"
            accept={CAMERA}
            capture="environment"
            onChange={choose}
          />
          <label htmlFor={`${id}-camera`} className="plain-button attachment-camera">
            拍照
          </label>
          <span className="attachment-hint">或拖到这里</span>
        </span>
        <p id={`${id}-help`} className="muted">
          照片（jpg、png、webp）不超过 {sizeInWords(limits.photoBytes)}，PDF、docx、xlsx 不超过{' '}
          {sizeInWords(limits.documentBytes)}
          。照片里的拍摄地点等信息会自动去掉。
        </p>
      </div>
      <ul className="attachment-rows" aria-label="正在上传">
        {uploads.map((one) => (
          <UploadRow key={one.id} upload={one} onAgain={() => again(one.id)} onDrop={() => drop(one.id)} />
        ))}
      </ul>
    </div>
  )
}

function tooLarge(file: File, { photoBytes, documentBytes }: AddAttachmentsProps['limits']): Trouble | undefined {
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase()
  const most = extensionsOf('photo').includes(extension) ? photoBytes : documentBytes
  if (file.size <= most) return undefined
  return { title: `文件有 ${sizeInWords(file.size)}，超过 ${sizeInWords(most)}`, advice: '请压缩或分开后再传。' }
}

interface UploadRowProps {
  readonly upload: Upload
  readonly onAgain: () => void
  readonly onDrop: () => void
}

function UploadRow({ upload, onAgain, onDrop }: UploadRowProps) {
  const { file, part, trouble, mayRetry } = upload
  const percent = Math.round(part * 100)
  return (
    <li className="attachment-sending">
      <span className="attachment-words">
        <span>{file.name}</span>
        {trouble ? null : (
          <>
            <progress max={100} value={percent} aria-label={`上传 ${file.name}`} />
            <span className="muted">{percent < 100 ? `${percent}%` : '检查中…'}</span>
          </>
        )}
      </span>
      {trouble ? <ProblemNotice trouble={trouble} /> : null}
      <span className="button-row">
        {trouble && mayRetry ? (
          <button type="button" className="text-button" aria-label={`重试：${file.name}`} onClick={onAgain}>
            重试
          </button>
        ) : null}
        <button type="button" className="text-button" aria-label={`${trouble ? '移去' : '取消'}：${file.name}`} onClick={onDrop}>
          {trouble ? '移去' : '取消'}
        </button>
      </span>
    </li>
  )
}
