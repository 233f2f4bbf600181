#!/bin/sh
# What a container of the soak does: it works on its message, has it taken from the queue by whoever
# reads the record, and ends as the message's id says. Every line of the record is one write.
cd '@FOLDER@' || exit 9
key="$SUB.$HAYMAKER_MESSAGE_ID"
fate=${HAYMAKER_MESSAGE_ID##*-}
note() { echo "$1 $key $$" >>record; }

# Held until this process has ended, whichever way: two at a time would be seen by the second.
exec 9>>"locks/$key"
flock -n 9 || note twice
note begin
echo "at work on $key"
sleep 0.2 9>&-
case $fate in
  once) mkdir "failed/$key" 2>/dev/null && exit 1 ;;
  never) exit 1 ;;
esac
note done
until [ -e "settled/$key" ]; do sleep 0.1 9>&-; done
case $fate in
  hang) exec sleep 900 ;;
  late) exit 3 ;;
esac
note end
