/** What is said of recordings of several formats that are read, though something is wrong with them. */
export const endsEarlyRemark =
  'The file ends before the recording does: the header promises more audio than there is. The whole part was recovered.';
export const beginningMissingRemark = 'The beginning of this file is missing. The whole part was recovered.';
