connections=1
