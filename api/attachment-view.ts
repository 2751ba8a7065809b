import type { Attachment } from '../contracts/attachments.ts';
import { attachment } from '../contracts/attachments.ts';
import type { StoredAttachment } from '../store/attachments.ts';

const mediaType = attachment.shape.mediaType;

/** An attachment as it is shown: without the names of its files. */
export function attachmentView(stored: Omit<StoredAttachment, 'createdAt'> & { createdAt?: Date }): Attachment {
  const { id, purpose, fileName, bytes, width, height, thumbnailAs, createdAt = new Date() } = stored;
  return {
    id,
    purpose,
    fileName,
    mediaType: mediaType.parse(stored.mediaType),
    bytes,
    width,
    height,
    hasThumbnail: thumbnailAs !== null,
    createdAt: createdAt.toISOString(),
  };
}
